package io.pinelink.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.pinelink.grpc.channel.ChannelLease;
import io.pinelink.grpc.channel.Channels;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server and the channel to it, in the same process. */
final class InProcess implements Channels {
  final RecordingService service = new RecordingService();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Server server;
  private final ManagedChannel channel;
  private volatile boolean closed;

  InProcess() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .executor(threads)
            .addService(service.definition())
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  @Override
  public @Nullable ChannelLease lease(Route route, Operation<?, ?> operation) {
    return closed ? null : new WholeChannel(channel);
  }

  @Override
  public void refresh() {
    channel.enterIdle();
  }

  @Override
  public void close() {
    closed = true;
    channel.shutdownNow();
    server.shutdownNow();
    threads.shutdownNow();
  }
}
