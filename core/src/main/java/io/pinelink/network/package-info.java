/**
 * Network settings: TLS, proxies, the address guard and connection lifetimes. Start at {@link
 * io.pinelink.network.TlsOptions}.
 */
@NullMarked
package io.pinelink.network;

import org.jspecify.annotations.NullMarked;
