package io.pinelink.local;

import io.pinelink.local.datalog.DataKeeper;
import io.pinelink.local.datalog.SnapshotBytes;
import io.pinelink.local.datalog.SnapshotShelf;
import io.pinelink.local.export.Exporter;
import io.pinelink.local.grpc.StandardServices;
import io.pinelink.local.seed.Seed;
import io.pinelink.local.seed.Seeder;
import io.pinelink.local.serverapi.ApiAccess;
import io.pinelink.local.serverapi.ApiTable;
import io.pinelink.local.serverapi.RequestLogFile;
import io.pinelink.local.serverapi.ServerApi;
import io.pinelink.local.serverapi.SnapshotOperations;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Setting;
import io.pinelink.server.internal.gateway.WebPageGuard;
import io.pinelink.server.internal.grpc.StandardMethod;
import io.pinelink.server.internal.http.OwnInterface;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.product.Product;
import io.pinelink.server.internal.product.ServerControls;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.StoredNamespace;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The additions of one {@link LocalServer} to the embedded server. */
final class LocalProduct implements Product {
  /** The export that a server writes when it is closed. */
  record Export(Path directory, ExportFormat format) {}

  /**
   * The settings of a server.
   *
   * @param requestLog the file to which requests are appended; null if there is none
   * @param data the data directory; null to keep data in memory only
   * @param smallData the size of files in the directory below which no snapshot replaces them
   * @param serverApiToken the token of the server's interface; null to accept loopback only
   * @param export the export at the end; null if there is none
   * @param names returns the names of settings in messages
   */
  record Settings(
      @Nullable Path requestLog,
      @Nullable Path data,
      SavePolicy save,
      long smallData,
      @Nullable String serverApiToken,
      boolean readyAtStart,
      List<Seed> seeds,
      @Nullable Export export,
      Function<Setting, String> names) {}

  private final Settings settings;
  private @Nullable RequestLogFile requests;
  private Saving saving = Saving.none();
  private boolean keepsData;
  private @Nullable ServerApi api;
  private @Nullable ServerControls server;
  // Null before the server has started, and after it was closed.
  private final AtomicReference<@Nullable Export> exportOnClose = new AtomicReference<>();

  LocalProduct(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Saving open(InstantSource clock, boolean countsOnly) {
    if (settings.requestLog() != null) {
      requests = RequestLogFile.open(settings.requestLog(), clock);
    }
    try {
      keepsData = !countsOnly;
      if (settings.data() != null) {
        saving = openData(settings.data());
      }
      return saving;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Saving openData(Path directory) {
    if (!keepsData) {
      throw new IllegalStateException(
          "%s keeps no data, so there is nothing to save in %s"
              .formatted(
                  settings.names().apply(Setting.COUNTING_ONLY),
                  settings.names().apply(Setting.DATA)));
    }
    return DataKeeper.open(
        directory, settings.save().mode(), StoredNamespace::new, settings.smallData());
  }

  @Override
  public void complete(RequestLog.Line request) {
    RequestLogFile file = requests;
    if (file != null) {
      file.append(request);
    }
  }

  @Override
  public Optional<StandardMethod> standardMethod(String path) {
    return StandardServices.find(path);
  }

  @Override
  public OwnInterface ownInterface(WebPageGuard webPages) {
    api =
        new ServerApi(
            new ApiAccess(
                settings.serverApiToken(),
                webPages,
                settings.names().apply(Setting.SERVER_API_TOKEN)));
    return api;
  }

  @Override
  public void started(ServerControls controls, boolean isNew) {
    server = controls;
    if (settings.export() != null) {
      Exporter.check(settings.export().directory());
    }
    if (isNew) {
      saving.update(() -> loadSeeds());
    }
    exportOnClose.set(settings.export());
  }

  /** Makes the server ready unless a program does so later. */
  void servedBy(EmbeddedPinecone pinecone) {
    if (settings.readyAtStart()) {
      markReady(pinecone);
    }
  }

  void markReady(EmbeddedPinecone pinecone) {
    ServerControls controls = controls();
    Objects.requireNonNull(api, "api is null")
        .open(
            () -> {
              ApiTable table = ApiTable.of(pinecone, controls);
              new SnapshotOperations(
                      new SnapshotShelf(settings.data()), this::snapshot, this::restore)
                  .addTo(table);
              return table;
            });
  }

  ServerControls controls() {
    return Objects.requireNonNull(server, "server is null");
  }

  @Override
  public void afterReset() {
    saving.update(() -> loadSeeds());
  }

  /** Loads all seeds or none: the next start with the same data loads none if there is an index. */
  private void loadSeeds() {
    ServerControls controls = controls();
    Seeder seeder = new Seeder(controls.forms(), controls.embeddings(), controls.clock(), loader());
    try {
      settings
          .seeds()
          .forEach(seed -> seeder.load(controls.indexes().get(), seed.path(), seed.index()));
    } catch (IllegalArgumentException e) {
      controls.removeIndexes();
      throw new IllegalArgumentException(
          settings.names().apply(Setting.SEED) + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      controls.removeIndexes();
      throw e;
    }
  }

  private static ClassLoader loader() {
    return LocalServer.class.getClassLoader();
  }

  SnapshotBytes snapshot() {
    ServerControls controls = controls();
    try {
      return saving.change(() -> SnapshotBytes.of(controls.data()::save));
    } catch (RpcException e) {
      throw new IllegalStateException(e.text(), e);
    }
  }

  void restore(SnapshotBytes snapshot) {
    ServerControls controls = controls();
    if (!keepsData) {
      throw new IllegalStateException("the server only counts and cannot restore data");
    }
    SavedState state = snapshot.state(StoredNamespace::new);
    saving.update(() -> saving.replace(() -> controls.data().load(state)));
  }

  void export(Path directory, ExportFormat format) {
    new Exporter(format.files(), loader()).write(controls().indexes().get(), directory);
  }

  @Override
  public Map<String, @Nullable Object> settings() {
    Map<String, @Nullable Object> shown = new TreeMap<>();
    shown.put("data", settings.data() == null ? null : settings.data().toString());
    shown.put(
        "exportOnClose",
        settings.export() == null ? null : settings.export().directory().toString());
    shown.put(
        "requestLog", settings.requestLog() == null ? null : settings.requestLog().toString());
    shown.put("save", settings.save().toString());
    shown.put("seeds", settings.seeds().stream().map(Seed::toString).toList());
    return shown;
  }

  @Override
  public void close() {
    if (requests != null) {
      requests.close();
    }
    try {
      Export export = exportOnClose.getAndSet(null);
      if (export != null) {
        export(export.directory(), export.format());
      }
    } finally {
      saving.close();
    }
  }
}
