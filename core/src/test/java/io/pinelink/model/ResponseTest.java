package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every response is one by its type, so that telemetry sees its origin and its read units. */
class ResponseTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              Stream.of(
                      "model",
                      "namespaces",
                      "records",
                      "documents",
                      "inference",
                      "control",
                      "imports",
                      "admin")
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

  /** A component that is added later must not break a program that creates responses. */
  @Test
  void responsesHaveNoPublicConstructor() {
    assertThat(
            MAIN.stream()
                .filter(each -> each.isAssignableTo(Response.class))
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(each -> !each.reflect().isSealed()))
        .extracting(each -> each.reflect().getConstructors().length)
        .containsOnly(0);
    assertThat(List.of(QueryResponse.class, EmptyResponse.class, ListResponse.class))
        .allMatch(Class::isSealed);
  }

  @Test
  void factoriesForTransportsAreNotPublic() {
    List<Class<?>> users =
        List.of(
            Vector.class,
            Metadata.class,
            SparseValues.class,
            DenseValues.class,
            ResponseInfo.class,
            DocumentFields.class,
            TypedSearchResponse.class,
            TypedFetchResponse.class,
            PinelinkException.class,
            ServiceException.class);
    assertThat(users)
        .flatExtracting(each -> List.of(each.getMethods()))
        .extracting(Method::getName)
        .doesNotContain("received", "addNote", "addDetails");
    assertThat(ResponseInfo.class.getMethods())
        .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
        .isEmpty();
    assertThat(TypedSearchResponse.class.getMethods())
        .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
        .isEmpty();
  }
}
