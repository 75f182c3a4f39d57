package io.pinelink.quarkus.internal;

import io.pinelink.quarkus.PinelinkBuildConfig;
import io.pinelink.quarkus.PinelinkConfig;
import io.quarkus.runtime.ImageMode;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertyNamesMatcher;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Rejects properties with the prefix of the extension that do not exist. Quarkus logs a warning for
 * some of them, and ignores them.
 */
public final class UnknownProperties {
  private UnknownProperties() {}

  /** Properties of the build, which has checked them. */
  private static final Pattern BUILD =
      Pattern.compile(
          "quarkus\\.pinelink\\.((health\\.)?enabled|(metrics|tracing|devservices)\\..*)");

  /**
   * Checks the names of all sources but environment variables, whose names Quarkus has to guess.
   *
   * @param roots the interfaces of all properties that may exist, apart from those of the build
   * @throws io.quarkus.runtime.configuration.ConfigurationException if a name does not exist
   */
  public static void refuse(Config config, Class<?>... roots) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      return; // The build has checked the properties that it knew, and reflection is not available.
    }
    boolean built = !List.of(roots).contains(PinelinkBuildConfig.class);
    PropertyNamesMatcher known =
        ConfigMappings.propertyNamesMatcher(
            Stream.of(roots).map(root -> ConfigClass.configClass(root)).toList());
    StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(source -> !source.getName().startsWith("EnvConfigSource"))
        .map(ConfigSource::getPropertyNames)
        .flatMap(Set::stream)
        .map(UnknownProperties::withoutProfile)
        .filter(name -> name.startsWith(PinelinkConfig.PREFIX + ".") && !known.matches(name))
        .filter(name -> !built || !BUILD.matcher(name).matches())
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              String rest = name.substring(PinelinkConfig.PREFIX.length() + 1);
              throw ConfigMistake.of(rest, "no such property", null);
            });
  }

  private static String withoutProfile(String name) {
    return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
  }
}
