/**
 * Pinelink in a network of its own. {@code network-tests/run} builds the network and starts {@link
 * io.pinelink.networktests.RunScenarios} in its application host. Begin to read at {@link
 * io.pinelink.networktests.Network}.
 */
@NullMarked
package io.pinelink.networktests;

import org.jspecify.annotations.NullMarked;
