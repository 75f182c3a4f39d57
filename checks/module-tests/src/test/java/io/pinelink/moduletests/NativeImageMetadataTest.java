package io.pinelink.moduletests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keeps the metadata for native images true, since the build runs no native image: it finds what
 * the code looks up at run time, and what the metadata names.
 */
@Tag("slow")
class NativeImageMetadataTest {
  /** Methods whose result depends on what a native image contains. */
  private static final Pattern LOOKUP =
      Pattern.compile(
          String.join(
              "|",
              "java\\.lang\\.Class\\.(forName|newInstance|getResource.*|getRecordComponents"
                  + "|get(Declared)?(Method|Field|Constructor)s?|get(Declared)?Classes)",
              "java\\.lang\\.ClassLoader\\.(loadClass|findClass|(get|find)(System)?Resource.*"
                  + "|resources)",
              "java\\.lang\\.Module\\.getResourceAsStream",
              "java\\.lang\\.(System|Runtime)\\.(load|loadLibrary)",
              "java\\.lang\\.reflect\\.\\w+\\.(invoke|newInstance|newProxyInstance|getProxyClass"
                  + "|setAccessible|trySetAccessible|(get|set)(Boolean|Byte|Char|Short|Int|Long"
                  + "|Float|Double)?)",
              "java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find|unreflect|define).*",
              "java\\.lang\\.invoke\\.MethodHandles\\.privateLookupIn",
              "java\\.util\\.concurrent\\.atomic\\.Atomic\\w+FieldUpdater\\.newUpdater",
              "java\\.util\\.ServiceLoader\\.load.*",
              "java\\.util\\.ResourceBundle\\.getBundle",
              "java\\.io\\.Object(In|Out)putStream\\.<init>",
              "(sun|jdk\\.internal)\\.misc\\.Unsafe\\..*",
              // The local server has it under the name in the server's jar.
              "(.+\\.shaded\\.)?com\\.fasterxml\\.jackson\\.databind"
                  + "\\.Object(Mapper|Reader|Writer)\\.(readValues?"
                  + "|treeToValue|valueToTree|convertValue|writeValue.*|readerFor.*)"));

  private static final Pattern PICOCLI = Pattern.compile("picocli\\.CommandLine\\$\\w+");

  @Test
  void everyLookupIsListedWithWhatItNeeds() throws IOException {
    List<String> found = new ArrayList<>();
    for (PublishedJar jar : PublishedJar.values()) {
      for (JavaClass type : jar.classes()) {
        accesses(type)
            .filter(access -> LOOKUP.matcher(name(access.getTarget())).matches())
            .map(
                access ->
                    type.getName()
                        + " "
                        + access.getTarget().getOwner().getSimpleName()
                        + "."
                        + access.getTarget().getName())
            .forEach(found::add);
      }
    }

    assertThat(found)
        .as(
            "new lookups need metadata in META-INF/native-image, and a line in lookups.txt that"
                + " names it")
        .containsExactlyInAnyOrderElementsOf(listedLookups());
  }

  /** A jar has no resource that is not read. */
  @ParameterizedTest
  @EnumSource(PublishedJar.class)
  void theResourcesMatchTheJar(PublishedJar jar) throws IOException {
    List<String> resources =
        jar.resources().stream().filter(file -> !file.startsWith("META-INF/")).toList();

    assertThat(NativeImageMetadata.of(jar).resources())
        .containsExactlyInAnyOrderElementsOf(resources);
  }

  @ParameterizedTest
  @EnumSource(PublishedJar.class)
  void everyTypeAndMemberExists(PublishedJar jar) throws Exception {
    NativeImageMetadata metadata = NativeImageMetadata.of(jar);
    Set<String> own = jar.classes().stream().map(JavaClass::getName).collect(toSet());

    assertThat(metadata.conditions()).isSubsetOf(own);
    for (JsonNode entry : metadata.types()) {
      String name = entry.get("type").textValue();
      if (name.startsWith("picocli.")) {
        continue;
      }
      assertThat(entry.fieldNames())
          .toIterable()
          .isSubsetOf(
              "type",
              "condition",
              "fields",
              "allDeclaredConstructors",
              "allDeclaredFields",
              "allDeclaredMethods");
      if (own.contains(name)) {
        JavaClass type = jar.classes().get(name);
        entry
            .path("fields")
            .forEach(
                field ->
                    assertThat(type.tryGetField(field.get("name").textValue()))
                        .as(name)
                        .isPresent());
      } else {
        Class.forName(name, false, NativeImageMetadataTest.class.getClassLoader());
        assertThat(entry.has("fields")).isFalse();
      }
    }
  }

  /** Netty reads the annotations of handlers' methods. */
  @ParameterizedTest
  @EnumSource(PublishedJar.class)
  void everyHandlerOfNettyIsListed(PublishedJar jar) throws IOException {
    List<String> handlers =
        jar.classes().stream()
            .filter(type -> type.isAssignableTo(ChannelHandler.class))
            .map(JavaClass::getName)
            .toList();

    assertThat(NativeImageMetadata.of(jar).typeNames()).containsAll(handlers);
  }

  /** Picocli reads the annotations of commands and sets their fields. */
  @Test
  void everyCommandOfTheCliIsListed() throws IOException {
    List<String> commands =
        PublishedJar.CLI.classes().stream()
            .filter(NativeImageMetadataTest::isUsedByPicocli)
            .map(JavaClass::getName)
            .toList();
    NativeImageMetadata metadata = NativeImageMetadata.of(PublishedJar.CLI);

    assertThat(commands)
        .contains("io.pinelink.cli.Main", "io.pinelink.cli.connection.HostArgument");
    assertThat(metadata.typeNames().stream().filter(name -> name.startsWith("io.pinelink.")))
        .containsExactlyInAnyOrderElementsOf(commands);
    assertThat(metadata.types())
        .allMatch(entry -> entry.path("allDeclaredConstructors").booleanValue())
        .allMatch(entry -> entry.path("allDeclaredFields").booleanValue())
        .allMatch(entry -> entry.path("allDeclaredMethods").booleanValue());
  }

  private static boolean isUsedByPicocli(JavaClass type) {
    return Stream.of(
                type.getAnnotations().stream(),
                type.getFields().stream().flatMap(field -> field.getAnnotations().stream()),
                type.getMethods().stream().flatMap(method -> method.getAnnotations().stream()))
            .flatMap(annotations -> annotations)
            .anyMatch(annotation -> PICOCLI.matcher(annotation.getRawType().getName()).matches())
        || type.getRawInterfaces().stream()
            .anyMatch(parent -> PICOCLI.matcher(parent.getName()).matches());
  }

  private static Stream<? extends JavaCodeUnitAccess<?>> accesses(JavaClass type) {
    return Stream.of(
            type.getMethodCallsFromSelf(),
            type.getConstructorCallsFromSelf(),
            type.getMethodReferencesFromSelf(),
            type.getConstructorReferencesFromSelf())
        .flatMap(Set::stream);
  }

  private static String name(CodeUnitAccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  /** Returns the lookups of lookups.txt, in which {@code =>} separates the explanation. */
  private static List<String> listedLookups() {
    try (var in =
        Objects.requireNonNull(NativeImageMetadataTest.class.getResourceAsStream("lookups.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" => ", 2)[0])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
