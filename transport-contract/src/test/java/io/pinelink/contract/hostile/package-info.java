/**
 * A server that breaks the rules of HTTP and gRPC on purpose, and the tests that hold the client to
 * its promises against it.
 *
 * <p>Start at {@link io.pinelink.contract.hostile.HostileWalkIT}. {@link
 * io.pinelink.contract.hostile.Http1Attack} and {@link io.pinelink.contract.hostile.Http2Attack}
 * list the attacks.
 */
@NullMarked
package io.pinelink.contract.hostile;

import org.jspecify.annotations.NullMarked;
