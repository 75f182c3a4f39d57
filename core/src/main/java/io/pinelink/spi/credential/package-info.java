/**
 * The secrets of a call: the credential that authenticates it, and the extra headers, whose values
 * are masked like one. Start at {@link io.pinelink.spi.credential.Credential}.
 */
@NullMarked
package io.pinelink.spi.credential;

import org.jspecify.annotations.NullMarked;
