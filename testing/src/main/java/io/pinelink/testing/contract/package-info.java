/**
 * What every transport must do, as a test suite. Start at {@link
 * io.pinelink.testing.contract.TransportContract}.
 */
@NullMarked
package io.pinelink.testing.contract;

import org.jspecify.annotations.NullMarked;
