/**
 * Tests of Pinelink in a private network of kernel namespaces. {@code checks/network-tests/run}
 * builds the network and starts {@link io.pinelink.networktests.RunScenarios} in its application
 * host. Start reading at {@link io.pinelink.networktests.Network}.
 */
@NullMarked
package io.pinelink.networktests;

import org.jspecify.annotations.NullMarked;
