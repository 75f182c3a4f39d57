package io.pinelink.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.pinelink.Pinelink;
import io.pinelink.model.QueryRequest;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.telemetry.CallListener;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The version of the instrumentation, which only the jar of the module has. */
class ScopeVersionIT {
  @Test
  void spansAndMetricsHaveTheVersionOfTheJar() throws Exception {
    URL jar = OpenTelemetryCallListener.class.getProtectionDomain().getCodeSource().getLocation();
    String version;
    try (JarFile file = new JarFile(Path.of(jar.toURI()).toFile())) {
      version = file.getManifest().getMainAttributes().getValue("Implementation-Version");
    }
    assertThat(version).isNotEmpty();

    try (TracedService service = TracedService.start();
        URLClassLoader loader = new JarLoader(jar)) {
      try (Pinelink client =
          service
              .server
              .clientBuilder()
              .apiKey(TracedService.KEY)
              .routePolicy(RoutePolicy.privateRequired())
              .callListener(listener(loader, service.sdk))
              .build()) {
        TracedService.open(client).query(QueryRequest.nearest(1, 0));
      }

      assertThat(service.span("query docs").getInstrumentationScopeInfo().getVersion())
          .isEqualTo(version);
      assertThat(service.metrics())
          .map(MetricData::getInstrumentationScopeInfo)
          .filteredOn(scope -> scope.getName().equals("io.pinelink.opentelemetry"))
          .isNotEmpty()
          .allSatisfy(scope -> assertThat(scope.getVersion()).isEqualTo(version));
    }
  }

  private static CallListener listener(ClassLoader loader, OpenTelemetry sdk) throws Exception {
    return (CallListener)
        loader
            .loadClass(OpenTelemetryCallListener.class.getName())
            .getMethod("of", OpenTelemetry.class)
            .invoke(null, sdk);
  }

  /** Loads the package from the jar alone: the package in the tests has no version. */
  private static final class JarLoader extends URLClassLoader {
    JarLoader(URL jar) {
      super(new URL[] {jar}, ScopeVersionIT.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ScopeVersionIT.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
