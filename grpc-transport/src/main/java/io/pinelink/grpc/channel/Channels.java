package io.pinelink.grpc.channel;

import io.pinelink.routing.Route;
import io.pinelink.spi.Credential;
import io.pinelink.spi.ExtraHeaders;
import io.pinelink.spi.Operation;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The connections of a transport. */
public interface Channels extends AutoCloseable {
  /** A channel of the route for a call of this operation; null once closed. */
  @Nullable ChannelLease lease(Route route, Operation<?, ?> operation);

  /**
   * Gives the headers by which a credential goes to gRPC, names in lower case; the same as those on
   * the wire unless these channels hide it from gRPC.
   */
  default void forEachHeader(Credential credential, BiConsumer<String, String> header) {
    credential.forEachHeader(header);
  }

  /** Gives the extra headers of a call, as {@link #forEachHeader(Credential, BiConsumer)} does. */
  default void forEachHeader(ExtraHeaders headers, BiConsumer<String, String> header) {
    headers.forEach(header);
  }

  /** Gives up all connections once their calls have ended; channels make new ones. */
  void refresh();

  /** Runs it on a network thread, or here where there is none. */
  default void execute(Runnable task) {
    task.run();
  }

  @Override
  void close();
}
