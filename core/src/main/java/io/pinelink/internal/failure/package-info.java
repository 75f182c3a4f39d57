/**
 * The network problem behind an exception of the network library. Start at {@link
 * io.pinelink.internal.failure.NetworkCauses}.
 */
@NullMarked
package io.pinelink.internal.failure;

import org.jspecify.annotations.NullMarked;
