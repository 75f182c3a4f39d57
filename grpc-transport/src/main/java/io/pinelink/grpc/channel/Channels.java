package io.pinelink.grpc.channel;

import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The connections of a transport. */
public interface Channels extends AutoCloseable {
  /** Returns a channel of the route for a call of the operation; null once closed. */
  @Nullable ChannelLease lease(Route route, Operation<?, ?> operation);

  /**
   * Passes the headers that carry a credential to the consumer, with names in lower case. They are
   * the headers on the wire unless these channels hide the credential from gRPC.
   */
  default void forEachHeader(Credential credential, BiConsumer<String, String> header) {
    credential.forEachHeader(header);
  }

  /**
   * Passes the extra headers of a call to the consumer, as {@link #forEachHeader(Credential,
   * BiConsumer)} does.
   */
  default void forEachHeader(ExtraHeaders headers, BiConsumer<String, String> header) {
    headers.forEach(header);
  }

  /** Drops all connections once their calls have ended; later calls open new ones. */
  void refresh();

  /** Runs a task on a network thread, or on the calling thread if there is none. */
  default void execute(Runnable task) {
    task.run();
  }

  @Override
  void close();
}
