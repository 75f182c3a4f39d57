package io.pinelink.flink;

import io.pinelink.Pinelink;
import java.io.Serializable;

/**
 * Makes the client of one writer, on the worker that runs it. This function is part of the job
 * graph, what it makes is not: it should read keys and files itself rather than hold them.
 *
 * <pre>{@code
 * () -> Pinelink.builder()
 *     .apiKey(Files.readString(Path.of("/run/secrets/pinecone")).strip())
 *     .routing(RoutePolicy.privateRequired())
 *     .build()
 * }</pre>
 */
@FunctionalInterface
public interface ClientFactory extends Serializable {
  /**
   * A new client, which the writer closes.
   *
   * @throws Exception if there can be none; the task fails with it
   */
  Pinelink create() throws Exception;
}
