/**
 * The contract of every transport, as a test suite. Start at {@link
 * io.pinelink.contract.TransportContract}.
 */
@NullMarked
package io.pinelink.contract;

import org.jspecify.annotations.NullMarked;
