/**
 * What every transport must do, as a test suite. Start at {@link
 * io.pinelink.contract.TransportContract}.
 */
@NullMarked
package io.pinelink.contract;

import org.jspecify.annotations.NullMarked;
