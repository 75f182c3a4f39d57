/**
 * A server that breaks the rules of HTTP and gRPC on purpose, and the tests that hold the client to
 * its promises against it.
 *
 * <p>Start at {@link io.pinelink.testing.hostile.HostileWalkIT}. {@link
 * io.pinelink.testing.hostile.Http1Attack} and {@link io.pinelink.testing.hostile.Http2Attack} list
 * the attacks.
 */
@NullMarked
package io.pinelink.testing.hostile;

import org.jspecify.annotations.NullMarked;
