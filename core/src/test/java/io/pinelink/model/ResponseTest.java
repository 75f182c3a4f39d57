package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every response is one by its type, so that telemetry sees its origin and its read units. */
class ResponseTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              Stream.of("model", "records", "documents", "inference", "control", "imports", "admin")
                  .map("io.pinelink."::concat)
                  .toList());

  private static List<String> without(Class<?> type, String accessor) {
    return MAIN.stream()
        .filter(each -> each.getMethods().stream().anyMatch(m -> m.getName().equals(accessor)))
        .filter(each -> each.tryGetMethod("info").isPresent())
        .filter(each -> !each.isAssignableTo(type))
        .map(each -> each.getSimpleName())
        .toList();
  }

  @Test
  void everyTypeWithAnOriginIsAResponse() {
    assertThat(without(Response.class, "info")).isEmpty();
  }

  @Test
  void everyTypeWithReadUnitsIsAReadResponse() {
    assertThat(without(ReadResponse.class, "readUnits")).isEmpty();
  }
}
