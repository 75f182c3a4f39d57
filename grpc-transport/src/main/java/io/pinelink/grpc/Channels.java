package io.pinelink.grpc;

import io.grpc.Channel;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** The connections of a transport. */
interface Channels extends AutoCloseable {
  /** The channel of a route, opened when first asked for; null once closed. */
  @Nullable Channel channel(Route route);

  @Override
  void close();
}
