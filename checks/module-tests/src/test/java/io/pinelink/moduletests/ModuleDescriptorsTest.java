package io.pinelink.moduletests;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the rules of docs/decisions/java-modules.md. */
class ModuleDescriptorsTest {
  private static final String MODULES = "io.pinelink.moduletests.PublishedJar#modules";
  private static final String SERVICES = "META-INF/services/";

  /** Modules of others that may see a package which is not exported to everyone, and why. */
  private static final Map<String, String> REFLECTING =
      Map.of(
          "com.google.protobuf", "calls the accessors of messages",
          "io.pinelink.local", "saves the records of the server",
          "org.junit.platform.commons", "runs tests");

  /** The module of the transport contract, which is not published. */
  private static final String CONTRACT = "io.pinelink.contract";

  /** The transports are services: only their root packages are an API. */
  private static final Set<String> SERVICES_ONLY =
      Set.of("io.pinelink.grpc", "io.pinelink.rest", "io.pinelink.local");

  /** Parts of the names of packages that users do not see. */
  private static final Set<String> NOT_API = Set.of(".internal.", ".spi.", ".shaded.");

  /** A library inside a jar, whose services and packages are for that library. */
  private static final String INCLUDED = ".shaded.";

  /** Artifacts without classes, and the recipes, which only the plug-in of a build loads. */
  private static final Set<String> NOT_IN_APPLICATIONS =
      Set.of("pinelink-parent", "pinelink-bom", "pinelink-rewrite");

  @Test
  void eachArtifactOfTheBomIsChecked() throws IOException {
    Pattern artifact = Pattern.compile("<artifactId>(pinelink-[a-z0-9-]+)</artifactId>");
    Set<String> published =
        artifact
            .matcher(Files.readString(PublishedJar.ROOT.resolve("distribution/bom/pom.xml")))
            .results()
            .map(match -> match.group(1))
            .filter(name -> !NOT_IN_APPLICATIONS.contains(name))
            .collect(toSet());

    assertThat(PublishedJar.values())
        .extracting(jar -> jar.artifact)
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @ParameterizedTest
  @MethodSource(MODULES)
  void theModuleIsNamedAfterTheRootPackage(PublishedJar jar) {
    ModuleDescriptor module = jar.descriptor();

    assertThat(module.isAutomatic()).isFalse();
    assertThat(module.name()).isEqualTo(jar.rootPackage);
    assertThat(module.packages())
        .contains(jar.rootPackage)
        .allMatch(name -> (name + ".").startsWith(jar.rootPackage + "."));
  }

  @ParameterizedTest
  @MethodSource(MODULES)
  void everyPackageIsExportedExceptTheInternalAndTheSpi(PublishedJar jar) {
    ModuleDescriptor module = jar.descriptor();
    Set<String> api =
        module.packages().stream()
            .filter(
                name ->
                    SERVICES_ONLY.contains(module.name())
                        ? name.equals(module.name())
                        : NOT_API.stream().noneMatch((name + ".")::contains))
            .collect(toSet());

    assertThat(module.exports().stream().filter(exports -> !exports.isQualified()))
        .extracting(Exports::source)
        .containsExactlyInAnyOrderElementsOf(api);
  }

  @ParameterizedTest
  @MethodSource(MODULES)
  void otherPackagesAreForKnownModules(PublishedJar jar) {
    ModuleDescriptor module = jar.descriptor();
    Set<String> own =
        Stream.of(PublishedJar.values()).map(other -> other.rootPackage).collect(toSet());

    assertThat(module.exports().stream().map(Exports::targets).flatMap(Set::stream))
        .allMatch(
            target ->
                own.contains(target) || target.equals(CONTRACT) || REFLECTING.containsKey(target));
    assertThat(module.isOpen()).isFalse();
    assertThat(module.opens())
        .allMatch(opens -> opens.isQualified() || opens.source().contains(INCLUDED));
    assertThat(module.opens().stream().map(Opens::targets).flatMap(Set::stream))
        .allMatch(REFLECTING::containsKey);
  }

  @ParameterizedTest
  @MethodSource(MODULES)
  void everyExportedPackageHasAPublicType(PublishedJar jar) {
    Set<String> withPublicTypes =
        jar.classes().stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getPackageName)
            .collect(toSet());

    assertThat(jar.descriptor().exports())
        .extracting(Exports::source)
        .filteredOn(name -> !(name + ".").contains(INCLUDED))
        .isSubsetOf(withPublicTypes)
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource(MODULES)
  void theServicesMatchTheClassPath(PublishedJar jar) throws IOException {
    Map<String, List<String>> onClassPath =
        jar.resources().stream()
            .filter(file -> file.startsWith(SERVICES))
            .collect(
                toMap(
                    file -> file.substring(SERVICES.length()),
                    file -> lines(jar.content().resolve(file))));
    Map<String, List<String>> ofTheModule =
        jar.descriptor().provides().stream()
            .filter(provided -> !provided.service().contains(INCLUDED))
            .collect(toMap(Provides::service, Provides::providers));

    assertThat(ofTheModule).isEqualTo(onClassPath);
  }

  @ParameterizedTest
  @MethodSource(MODULES)
  void theModuleDeclaresTheServicesThatItLoads(PublishedJar jar) {
    Set<String> loading =
        jar.classes().stream()
            .filter(
                type ->
                    type.getMethodCallsFromSelf().stream()
                        .anyMatch(
                            call ->
                                call.getTargetOwner().getName().equals("java.util.ServiceLoader")))
            .map(JavaClass::getName)
            .collect(toSet());

    // A call does not show the loaded type in bytecode, so both are listed here.
    Map<String, String> expected =
        switch (jar) {
          case CORE ->
              Map.of(
                  "io.pinelink.internal.call.TransportLoader", "io.pinelink.spi.TransportProvider",
                  "io.pinelink.spi.Operations", "io.pinelink.spi.OperationProvider");
          case REST ->
              Map.of(
                  "io.pinelink.rest.codec.RestBindings$Extensions",
                  "io.pinelink.rest.codec.RestBindingProvider");
          default -> Map.of();
        };
    assertThat(loading).isEqualTo(expected.keySet());
    assertThat(jar.descriptor().uses().stream().filter(service -> !service.contains(INCLUDED)))
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  /** Fails if a module requires one that no dependency has. */
  @ParameterizedTest
  @MethodSource(MODULES)
  void everyRequiredModuleExists(PublishedJar jar) throws IOException {
    ModuleFinder finder =
        ModuleFinder.of(
            Stream.concat(
                    PublishedJar.modules().map(PublishedJar::module),
                    ModulePath.ofOwnModules().stream())
                .toArray(Path[]::new));

    Configuration resolved =
        Configuration.empty().resolve(finder, ModuleFinder.ofSystem(), Set.of(jar.rootPackage));

    assertThat(resolved.findModule(jar.rootPackage)).isPresent();
    assertThat(jar.descriptor().requires())
        .filteredOn(requires -> requires.modifiers().contains(Requires.Modifier.STATIC))
        .extracting(Requires::name)
        .allMatch(
            name -> ModuleFinder.compose(finder, ModuleFinder.ofSystem()).find(name).isPresent());
  }

  @ParameterizedTest
  @EnumSource(PublishedJar.class)
  void aJarWithoutADescriptorHasAModuleNameAndAReason(PublishedJar jar) throws IOException {
    List<String> named =
        Pattern.compile("<Automatic-Module-Name>(.*)</Automatic-Module-Name>")
            .matcher(Files.readString(jar.pom()))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    if (PublishedJar.ONLY_NAMED.contains(jar)) {
      assertThat(jar.content().resolve("module-info.class")).doesNotExist();
      assertThat(named).startsWith(jar.rootPackage); // a jar with a classifier has its own
      assertThat(PublishedJar.ROOT.resolve("docs/decisions/java-modules.md"))
          .content()
          .contains("`" + jar.artifact + "`");
    } else {
      assertThat(jar.content().resolve("module-info.class")).exists();
      assertThat(named).isEmpty();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
