package io.pinelink.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the rules of {@code docs/decisions/api-names.md} in every package that users see. */
class ApiNamesTest {
  private static final String ASSEMBLED =
      "transports assemble the values of a response with it, one object for each response";

  /** The names that violate a rule, and the reason why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "io.pinelink.model.DenseColumns", ASSEMBLED,
          "io.pinelink.model.DenseColumns$Builder", ASSEMBLED);

  /** The command line has commands and no API. */
  @ParameterizedTest
  @EnumSource(value = PublishedJar.class, mode = EnumSource.Mode.EXCLUDE, names = "CLI")
  void factoriesAndBuildersAreNamedByOneRule(PublishedJar jar) {
    assertThat(violations(jar).filter(found -> !EXCEPTIONS.containsKey(name(found)))).isEmpty();
  }

  @Test
  void eachExceptionIsNeeded() {
    List<String> violating =
        Stream.of(PublishedJar.values())
            .filter(jar -> jar != PublishedJar.CLI)
            .flatMap(ApiNamesTest::violations)
            .map(ApiNamesTest::name)
            .toList();

    assertThat(violating).containsAll(EXCEPTIONS.keySet());
  }

  @Test
  void everyRuleFindsItsViolation() {
    assertThat(ApiNames.violations(TrapRequest.class))
        .extracting(found -> found.substring(found.indexOf("TrapRequest")))
        .containsExactlyInAnyOrder(
            "TrapRequest.matching: a static method that returns a builder is named builder",
            "TrapRequest.ids: a factory does not have the name of an accessor",
            "TrapRequest.limit: a factory does not look like a setter",
            "TrapRequest: a type with a builder has builder()",
            "TrapRequest: a request with a builder has toBuilder()",
            "TrapRequest$Builder: a builder has no public constructor",
            "TrapRequest$Builder.setFilter: a builder's method is named after its field",
            "TrapRequest$Builder.withIds: a builder's method is named after its field");
  }

  @Test
  void aTypeThatFollowsTheRulesHasNoViolation() {
    assertThat(ApiNames.violations(RightRequest.class)).isEmpty();
  }

  private static Stream<String> violations(PublishedJar jar) {
    return NullArguments.typesIn(jar.content(), jar.api()).stream()
        // protoc chooses the names of its messages.
        .filter(type -> !type.getPackageName().equals("io.pinelink.grpc.proto"))
        .flatMap(type -> ApiNames.violations(type).stream());
  }

  private static String name(String violation) {
    return violation.substring(0, violation.indexOf(": "));
  }

  /** A request as it must not be. */
  public static final class TrapRequest {
    public static Builder matching(String filter) {
      return new Builder().setFilter(filter);
    }

    public static TrapRequest ids(String... ids) {
      return new Builder().withIds(ids).build();
    }

    public static TrapRequest limit(int limit) {
      return new Builder().limit(limit).build();
    }

    public List<String> ids() {
      return List.of();
    }

    /** A builder as it must not be. */
    public static final class Builder {
      public Builder setFilter(String filter) {
        return this;
      }

      public Builder withIds(String... ids) {
        return this;
      }

      public Builder limit(int limit) {
        return this;
      }

      public TrapRequest build() {
        return new TrapRequest();
      }
    }
  }

  /** A request as it should be. */
  public static final class RightRequest {
    public static RightRequest byIds(String... ids) {
      return builder().ids(ids).build();
    }

    public static Builder builder() {
      return new Builder();
    }

    public Builder toBuilder() {
      return builder();
    }

    public List<String> ids() {
      return List.of();
    }

    /** A builder as it should be. */
    public static final class Builder {
      private Builder() {}

      public Builder ids(String... ids) {
        return this;
      }

      public RightRequest build() {
        return new RightRequest();
      }
    }
  }
}
