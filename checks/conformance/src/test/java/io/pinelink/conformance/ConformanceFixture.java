package io.pinelink.conformance;

import io.pinelink.Pinelink;
import io.pinelink.conformance.RowCell.RouteSide;
import io.pinelink.model.Protocol;
import io.pinelink.routing.IndexHost;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs of the engine in tests, without pauses. */
final class ConformanceFixture {
  static final RunSettings SETTINGS =
      new RunSettings(ServicePlan.ENTERPRISE, "aws", "us-east-1", false);

  static final ConformanceRun.Progress SILENT =
      new ConformanceRun.Progress() {
        @Override
        public void started(String name) {}

        @Override
        public void ended(RowResult result) {}
      };

  private final Path journals;
  final List<String> notes = new ArrayList<>();

  ConformanceFixture(Path journals) {
    this.journals = journals;
  }

  /** Starts a server for {@link #service}. */
  static EmbeddedPinecone server() {
    return EmbeddedPinecone.builder().acceptPlaintext().start();
  }

  /** Returns the way to a server, on both of its routes. */
  static CheckedService service(EmbeddedPinecone server) {
    return service(server, builder -> builder);
  }

  static CheckedService service(EmbeddedPinecone server, UnaryOperator<Pinelink.Builder> settings) {
    return new CheckedService() {
      @Override
      public Pinelink.Builder settings() {
        return settings.apply(patient(Pinelink.builder().apiKey(EmbeddedPinecone.API_KEY)));
      }

      @Override
      public Pinelink.Builder direct() {
        return settings.apply(patient(server.clientBuilder()));
      }

      @Override
      public Upstream.Target controlPlane() {
        return target(Listener.CONTROL, "api.pinecone.io");
      }

      @Override
      public Upstream.Target index(String host, RouteSide side) {
        IndexHost given = IndexHost.parse(host);
        return side == RouteSide.PRIVATE
            ? target(Listener.PRIVATE_DATA, given.privateHost().authority())
            : target(Listener.PUBLIC_DATA, given.authority());
      }

      private Upstream.Target target(Listener listener, String authority) {
        InetSocketAddress address = server.address(listener);
        return new Upstream.Target(
            URI.create("http://" + address.getHostString() + ":" + address.getPort()), authority);
      }
    };
  }

  /** Returns the way to a server in local mode. */
  static CheckedService local(String controlPlane, UnaryOperator<Pinelink.Builder> settings) {
    CheckedService service = CheckedService.at(controlPlane, EmbeddedPinecone.API_KEY);
    return new CheckedService() {
      @Override
      public Pinelink.Builder settings() {
        return settings.apply(patient(service.settings()));
      }

      @Override
      public Pinelink.Builder direct() {
        return settings.apply(patient(service.direct()));
      }

      @Override
      public Upstream.Target controlPlane() {
        return service.controlPlane();
      }

      @Override
      public Upstream.Target index(String host, RouteSide side) throws IOException {
        return service.index(host, RouteSide.PUBLIC);
      }
    };
  }

  /** Returns a builder for a machine that is busy with other tests. */
  private static Pinelink.Builder patient(Pinelink.Builder builder) {
    return builder.connectTimeout(Duration.ofMinutes(1)).timeout(Duration.ofMinutes(2));
  }

  static RunPace pace() {
    return new RunPace(Duration.ZERO, Duration.ofMillis(1));
  }

  /** Returns all rows on both routes. */
  static List<RowCell> cells() {
    return ConformanceRun.cells(
        Assumptions.all(), EnumSet.allOf(RouteSide.class), EnumSet.allOf(Protocol.class));
  }

  static List<RowCell> publicCells() {
    return ConformanceRun.cells(
        Assumptions.all(), EnumSet.of(RouteSide.PUBLIC), EnumSet.allOf(Protocol.class));
  }

  ConformanceEngine engine(CheckedService service, RunPace pace) {
    return new ConformanceEngine(
        service, EmbeddedPinecone.API_KEY, "api", journals, pace, notes::add);
  }

  ConformanceEngine.Ended run(CheckedService service, List<RowCell> cells) throws IOException {
    return engine(service, pace()).run(RunNames.random(), SETTINGS, cells, SILENT);
  }
}
