package io.pinelink.quarkus.deployment;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.quarkus.NamedIndex;
import io.pinelink.quarkus.PinelinkBuildConfig;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.quarkus.internal.ClientBean;
import io.pinelink.quarkus.internal.OpenIndexes;
import io.pinelink.quarkus.internal.PinelinkRecorder;
import io.pinelink.quarkus.internal.UnknownProperties;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;

/** Adds the beans of the client and of its indexes to an application. */
@BuildSteps(onlyIf = PinelinkProcessor.Enabled.class)
class PinelinkProcessor {
  static final String FEATURE = "pinelink";

  private static final DotName NAMED_INDEX = DotName.createSimple(NamedIndex.class);

  /** A property of an index, whose name may be in quotation marks. */
  private static final Pattern INDEX =
      Pattern.compile(
          "quarkus\\.pinelink\\.indexes\\.(?:\"(?<quoted>[^\"]+)\"|(?<plain>[^.\"]+)).*");

  /** Whether the extension configures a client. */
  static final class Enabled implements BooleanSupplier {
    private final PinelinkBuildConfig config;

    Enabled(PinelinkBuildConfig config) {
      this.config = config;
    }

    @Override
    public boolean getAsBoolean() {
      return config.enabled();
    }
  }

  @BuildStep
  FeatureBuildItem feature() {
    UnknownProperties.refuse(
        ConfigProvider.getConfig(), PinelinkConfig.class, PinelinkBuildConfig.class);
    return new FeatureBuildItem(FEATURE);
  }

  @BuildStep
  AdditionalBeanBuildItem beans() {
    return AdditionalBeanBuildItem.builder()
        .setUnremovable()
        .addBeanClasses(ClientBean.class, OpenIndexes.class)
        .addBeanClass(NamedIndex.class)
        .build();
  }

  @BuildStep
  void telemetry(
      PinelinkBuildConfig config,
      Capabilities capabilities,
      Optional<MetricsCapabilityBuildItem> metrics,
      BuildProducer<AdditionalBeanBuildItem> beans) {
    if (config.metrics().enabled()
        && metrics.filter(m -> m.metricsSupported(MetricsFactory.MICROMETER)).isPresent()) {
      addIfPresent("io.pinelink.micrometer.MicrometerCallListener", "MicrometerBeans", beans);
    }
    if (config.tracing().enabled() && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
      addIfPresent(
          "io.pinelink.opentelemetry.OpenTelemetryCallListener", "OpenTelemetryBeans", beans);
    }
  }

  private static void addIfPresent(
      String listener, String producer, BuildProducer<AdditionalBeanBuildItem> beans) {
    if (QuarkusClassLoader.isClassPresentAtRuntime(listener)) {
      beans.produce(
          AdditionalBeanBuildItem.unremovableOf("io.pinelink.quarkus.internal." + producer));
    }
  }

  @BuildStep
  HealthBuildItem health(PinelinkBuildConfig config) {
    return new HealthBuildItem(
        "io.pinelink.quarkus.internal.PinelinkReadiness", config.health().enabled());
  }

  /** Adds the beans of the indexes that properties or injection points name. */
  @BuildStep
  @Record(ExecutionTime.RUNTIME_INIT)
  void indexes(
      BeanDiscoveryFinishedBuildItem discovery,
      PinelinkRecorder recorder,
      BuildProducer<SyntheticBeanBuildItem> beans) {
    Set<String> keys = new TreeSet<>();
    for (String name : ConfigProvider.getConfig().getPropertyNames()) {
      Matcher property = INDEX.matcher(name);
      if (property.matches()) {
        String quoted = property.group("quoted");
        keys.add(quoted == null ? property.group("plain") : quoted);
      }
    }
    discovery.getInjectionPoints().stream()
        .map(point -> point.getRequiredQualifier(NAMED_INDEX))
        .filter(qualifier -> qualifier != null)
        .forEach(qualifier -> keys.add(qualifier.value().asString()));
    for (String key : keys) {
      boolean only = keys.size() == 1;
      beans.produce(bean(Index.class, key, only, recorder.vectors(key)));
      beans.produce(bean(RecordIndex.class, key, only, recorder.records(key)));
      beans.produce(bean(DocumentIndex.class, key, only, recorder.documents(key)));
    }
  }

  private static <T> SyntheticBeanBuildItem bean(
      Class<T> type, String key, boolean only, Function<SyntheticCreationalContext<T>, T> opened) {
    SyntheticBeanBuildItem.ExtendedBeanConfigurator bean =
        SyntheticBeanBuildItem.configure(type)
            .scope(Singleton.class)
            .addQualifier(
                AnnotationInstance.create(
                    NAMED_INDEX,
                    null,
                    new AnnotationValue[] {AnnotationValue.createStringValue("value", key)}))
            .addInjectionPoint(ClassType.create(OpenIndexes.class))
            .unremovable()
            .setRuntimeInit()
            .createWith(opened);
    if (only) {
      bean.addQualifier(Default.class);
    }
    return bean.done();
  }

  /** Adds what Quarkus leaves out of a native image, or initializes too early. */
  @BuildStep
  void nativeImage(
      BuildProducer<ServiceProviderBuildItem> services,
      BuildProducer<RuntimeInitializedPackageBuildItem> packages) {
    for (String service : Set.of("TransportProvider", "OperationProvider")) {
      services.produce(
          ServiceProviderBuildItem.allProvidersFromClassPath("io.pinelink.spi." + service));
    }
    services.produce(
        ServiceProviderBuildItem.allProvidersFromClassPath(
            "io.pinelink.rest.codec.RestBindingProvider"));
    for (String name :
        Set.of("io.grpc", "com.google.protobuf", "io.pinelink.grpc", "io.pinelink.rest")) {
      packages.produce(new RuntimeInitializedPackageBuildItem(name));
    }
  }
}
