package io.pinelink.flink;

import io.pinelink.Pinelink;
import java.io.Serializable;

/**
 * A factory that creates the client of one writer, on the worker that runs it. The factory is part
 * of the job graph and the client is not, so the factory should read keys and files itself rather
 * than capture them.
 *
 * <pre>{@code
 * () -> Pinelink.builder()
 *     .apiKey(Files.readString(Path.of("/run/secrets/pinecone")).strip())
 *     .routePolicy(RoutePolicy.privateRequired())
 *     .build()
 * }</pre>
 */
@FunctionalInterface
public interface ClientFactory extends Serializable {
  /**
   * Creates a client, which the writer closes.
   *
   * @throws Exception if no client can be created; the task fails with this exception
   */
  Pinelink create() throws Exception;
}
