package io.pinelink.quarkus.deployment;

import io.pinelink.quarkus.PinelinkBuildConfig;
import io.pinelink.quarkus.PinelinkBuildConfig.DevServices;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.quarkus.internal.ConfigMistake;
import io.pinelink.server.EmbeddedPinecone;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the embedded server in dev mode and for tests, in the JVM of the build. */
@BuildSteps(
    onlyIf = {
      PinelinkProcessor.Enabled.class,
      IsDevServicesSupportedByLaunchMode.class,
      DevServicesConfig.Enabled.class
    })
class DevServicesProcessor {
  /** The folder whose files are loaded if no property names a seed. */
  private static final String SEED = "pinelink-seed";

  @BuildStep
  void start(
      PinelinkBuildConfig config,
      CurateOutcomeBuildItem application,
      BuildProducer<DevServicesResultBuildItem> services) {
    DevServices wanted = config.devservices();
    if (!wanted.enabled() || isConnected()) {
      return;
    }
    DevServer.Contents contents =
        new DevServer.Contents(
            Map.copyOf(wanted.indexes()),
            seeds(wanted, directory(application.getApplicationModel())));
    services.produce(
        DevServicesResultBuildItem.<DevServer>owned()
            .feature(PinelinkProcessor.FEATURE)
            .description("Embedded Pinecone")
            .serviceName(PinelinkProcessor.FEATURE)
            .serviceConfig(contents)
            .startable(() -> new DevServer(contents))
            .configProvider(
                Map.of(
                    property("api-key"), unused -> EmbeddedPinecone.API_KEY,
                    property("dev-server.control-plane"), DevServer::controlPlane,
                    property("dev-server.public-data"), DevServer::publicData,
                    property("dev-server.private-data"), DevServer::privateData,
                    property("dev-server.authority"), DevServer::authority))
            .build());
  }

  private static String property(String name) {
    return PinelinkConfig.PREFIX + "." + name;
  }

  /** Returns whether the application names a service that it connects to. */
  private static boolean isConnected() {
    return Stream.of("api-key", "control-plane")
        .map(name -> ConfigProvider.getConfig().getConfigValue(property(name)).getRawValue())
        .anyMatch(value -> value != null && !value.isBlank());
  }

  private static Path directory(ApplicationModel application) {
    WorkspaceModule module = application.getApplicationModule();
    return module == null ? Path.of("") : module.getModuleDir().toPath();
  }

  private static List<DevServer.SeedFile> seeds(DevServices wanted, Path directory) {
    List<DevServer.SeedFile> seeds = new ArrayList<>();
    for (String seed : wanted.seeds().orElse(List.of())) {
      Path file = directory.resolve(seed);
      if (!Files.exists(file)) {
        throw ConfigMistake.of("devservices.seeds", "no such file or folder: " + file, null);
      }
      seeds.add(DevServer.SeedFile.of(file));
    }
    Path folder = directory.resolve(SEED);
    if (wanted.seeds().isEmpty() && Files.isDirectory(folder)) {
      seeds.add(DevServer.SeedFile.of(folder));
    }
    return List.copyOf(seeds);
  }
}
