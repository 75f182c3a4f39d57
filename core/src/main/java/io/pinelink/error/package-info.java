/**
 * The exceptions of failed calls. Start at {@link io.pinelink.error.PinelinkException}. Invalid
 * arguments and illegal states are reported with {@link java.lang.IllegalArgumentException} and
 * similar exceptions instead.
 */
@NullMarked
package io.pinelink.error;

import org.jspecify.annotations.NullMarked;
