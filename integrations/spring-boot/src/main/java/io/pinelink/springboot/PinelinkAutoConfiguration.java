package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.doctor.Doctor;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.doctor.watch.WatchListener;
import io.pinelink.routing.RouteListener;
import io.pinelink.springboot.PinelinkProperties.Watch;
import io.pinelink.telemetry.CallListener;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Configures a {@link Pinelink} client from the properties {@code pinelink.*}, and a bean for each
 * of {@code pinelink.indexes.*}: an {@link io.pinelink.Index}, {@link io.pinelink.RecordIndex} or
 * {@link io.pinelink.DocumentIndex} whose qualifier is the name there.
 *
 * <p>An index is opened when its bean is first needed. A bean of yours of type {@link Pinelink} or
 * {@link PinelinkConnectionDetails} replaces the one configured here, and beans of type {@link
 * PinelinkBuilderCustomizer} change its builder. A {@link RouteListener} bean and every {@link
 * CallListener} bean are added to it.
 *
 * <p>If {@code pinelink.watch.enabled} is true, a {@link RouteWatch} checks the routes to the
 * indexes. Every {@link WatchListener} bean receives its results.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnProperty(prefix = PinelinkProperties.PREFIX, name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(PinelinkProperties.class)
@Import(IndexBeanRegistrar.class)
public class PinelinkAutoConfiguration {
  static final String CLIENT = "pinelink";
  static final String INDEXES = "pinelinkIndexes";

  /** Called by the container. */
  PinelinkAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  PinelinkConnectionDetails pinelinkConnectionDetails(
      Environment environment, ObjectProvider<SslBundles> bundles) {
    return new PropertyConnectionDetails(environment, bundles);
  }

  @Bean(destroyMethod = "close")
  ClientSuccession pinelinkClientSuccession() {
    return new ClientSuccession();
  }

  /** The succession closes it, see there. */
  @Bean(name = CLIENT, destroyMethod = "")
  @ConditionalOnMissingBean
  Pinelink pinelink(
      Environment environment,
      PinelinkConnectionDetails connection,
      ClientListeners listeners,
      ObjectProvider<PinelinkBuilderCustomizer> customizers,
      ClientSuccession succession) {
    return succession.next(() -> newClient(environment, connection, listeners, customizers));
  }

  private static Pinelink newClient(
      Environment environment,
      PinelinkConnectionDetails connection,
      ClientListeners listeners,
      ObjectProvider<PinelinkBuilderCustomizer> customizers) {
    Pinelink.Builder builder = connection.newBuilder();
    PinelinkProperties properties = PinelinkProperties.of(environment);
    new ClientSettings(properties, listeners).apply(builder);
    List<PinelinkBuilderCustomizer> changes = customizers.orderedStream().toList();
    if (changes.isEmpty() && connection instanceof PropertyConnectionDetails) {
      IndexSettings.checkTrust(properties); // Code may trust further domains.
    }
    changes.forEach(customizer -> customizer.customize(builder));
    return ClientBuild.of(builder::build, "control-plane");
  }

  @Bean
  ClientListeners pinelinkClientListeners(
      ObjectProvider<RouteListener> route, ObjectProvider<CallListener> call) {
    return new ClientListeners(route, call);
  }

  @Bean(INDEXES)
  ConfiguredIndexes pinelinkIndexes(Environment environment, ObjectProvider<Pinelink> client) {
    return new ConfiguredIndexes(environment, client);
  }

  /** The checks of the routes to the declared indexes. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(prefix = PinelinkProperties.PREFIX + ".watch", name = "enabled")
  static class RouteChecks {
    /** The container closes it before the client, which it depends on. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    RouteWatch pinelinkRouteWatch(
        Environment environment,
        Pinelink client,
        ConfiguredIndexes indexes,
        ObjectProvider<WatchListener> listeners) {
      RouteWatch.Builder builder = RouteWatch.builder(Doctor.of(client)::check);
      apply(PinelinkProperties.of(environment).watch(), builder);
      listeners.orderedStream().forEach(builder::listener);
      RouteWatch watch = builder.start();
      indexes.watchedBy(watch);
      return watch;
    }

    private static void apply(Watch watch, RouteWatch.Builder builder) {
      Setters.apply("watch.interval", watch.interval(), builder::interval);
      Setters.apply("watch.jitter", watch.jitter(), builder::jitter);
      Setters.apply("watch.rise", watch.rise(), builder::rise);
      Setters.apply("watch.fall", watch.fall(), builder::fall);
      Setters.apply("watch.concurrency", watch.concurrency(), builder::concurrency);
      Setters.apply(
          "watch.certificate-warning", watch.certificateWarning(), builder::certificateWarning);
    }
  }
}
