/**
 * A server that deliberately violates HTTP and gRPC, and the tests that verify the client's
 * guarantees against it.
 *
 * <p>Start at {@link io.pinelink.contract.hostile.HostileWalkIT}. {@link
 * io.pinelink.contract.hostile.Http1Attack} and {@link io.pinelink.contract.hostile.Http2Attack}
 * list the attacks.
 */
@NullMarked
package io.pinelink.contract.hostile;

import org.jspecify.annotations.NullMarked;
