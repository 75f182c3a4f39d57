/**
 * How a call can fail. Start at {@link io.pinelink.error.PinelinkException}; mistakes of the caller
 * are not here, they are {@link java.lang.IllegalArgumentException} and its kin.
 */
@NullMarked
package io.pinelink.error;

import org.jspecify.annotations.NullMarked;
