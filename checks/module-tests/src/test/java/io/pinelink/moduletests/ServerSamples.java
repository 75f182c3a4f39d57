package io.pinelink.moduletests;

import io.pinelink.error.ErrorCode;
import io.pinelink.local.LocalServer;
import io.pinelink.local.LocalServerBuilder;
import io.pinelink.local.ServerSnapshot;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Faults;
import io.pinelink.server.ServerClock;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;

/** The sample values of a server, which are valid until this object is closed. */
final class ServerSamples implements AutoCloseable {
  private final LocalServer local = LocalServer.builder(EmbeddedPinecone.builder()).start();
  private final EmbeddedPinecone server = local.pinecone();

  public void addTo(SampleValues samples) {
    samples
        .named("projectId", () -> "b2c345d")
        .named("httpStatus", () -> 500)
        .named("operation", DataOperations.UPSERT::name)
        .with(Operation.class, () -> DataOperations.UPSERT)
        .with(Faults.class, server::faults)
        .with(
            ActiveFault.class,
            () ->
                server
                    .faults()
                    .add(FaultRule.always(Fault.refuse(ErrorCode.UNAVAILABLE, "unavailable"))))
        .with(EmbeddedPinecone.class, () -> server)
        .with(ServerClock.class, server::clock)
        .with(ServerSnapshot.class, local::snapshot)
        .with(LocalServer.class, () -> local)
        .with(LocalServerBuilder.class, () -> LocalServer.builder(EmbeddedPinecone.builder()))
        .with(EmbeddedPineconeBuilder.class, EmbeddedPinecone::builder)
        .with(EmbeddedProject.class, server::project)
        .with(EmbeddedAuthority.class, server::authority);
  }

  @Override
  public void close() {
    server.close();
  }
}
