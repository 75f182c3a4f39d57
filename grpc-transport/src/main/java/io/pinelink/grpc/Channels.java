package io.pinelink.grpc;

import io.grpc.Channel;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** The connections of a transport. */
interface Channels extends AutoCloseable {
  /** The channel of a route, opened when first asked for; null once closed. */
  @Nullable Channel channel(Route route);

  /** Gives up all connections once their calls have ended; channels make new ones. */
  void refresh();

  @Override
  void close();
}
