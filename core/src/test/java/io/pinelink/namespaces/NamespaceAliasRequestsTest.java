package io.pinelink.namespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceAliasRequestsTest {
  static Stream<Function<String, Object>> requestsWithAName() {
    return Stream.of(name -> new AliasTarget(name, "v1"), ByName::ofAlias);
  }

  @ParameterizedTest
  @MethodSource("requestsWithAName")
  void aNameHasNeitherSeparatorsNorSpaces(Function<String, Object> request) {
    for (char c : " /?#%&=\\;+\u0001\u007f".toCharArray()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> request.apply("live" + c))
          .withMessage(
              "alias name has the character U+%04X at position 4, expected printable ASCII without"
                  + " space and / ? # %% & = \\ ; +",
              (int) c);
    }
  }

  @ParameterizedTest
  @MethodSource("requestsWithAName")
  void aNameIs1To512AsciiCharacters(Function<String, Object> request) {
    assertThat(request.apply("n".repeat(512))).isNotNull();
    assertThat(request.apply("~!\"$'()*,-.:<>@[]^_`{|}A9")).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.apply(""))
        .withMessage("alias name is empty, expected 1 to 512 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.apply("n".repeat(513)))
        .withMessageStartingWith("alias name has 513 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.apply("é"))
        .withMessageStartingWith("alias name has the character U+00E9 at position 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"__default__", ".", ".."})
  void reservedNamesAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AliasTarget(name, "v1"))
        .withMessage("alias name is '%s', expected another one than __default__, . and ..", name);
  }

  @Test
  void aTargetIsTheNameOfANamespace() {
    assertThat(new AliasTarget("live", "__default__").targetNamespace()).isEqualTo("__default__");
    assertThat(new AliasTarget("live", "a b/c").targetNamespace()).isEqualTo("a b/c");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AliasTarget("live", ""))
        .withMessage("targetNamespace is empty, expected 1 to 512 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AliasTarget("live", "õ"))
        .withMessageStartingWith("targetNamespace has the character U+00F5 at position 0");
  }

  @Test
  void aCopyOfAListRequestIsComplete() {
    ListNamespaceAliasesRequest request =
        ListNamespaceAliasesRequest.builder()
            .prefix("t-")
            .targetNamespace("v1")
            .limit(7)
            .paginationToken("t")
            .build();

    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().targetNamespace("v2").build()).isNotEqualTo(request);
    assertThat(request)
        .hasToString("ListNamespaceAliasesRequest[prefix t-, targetNamespace v1, limit 7]");
    assertThat(ListNamespaceAliasesRequest.ofTarget("v1").targetNamespace()).contains("v1");
    assertThat(ListNamespaceAliasesRequest.withPrefix("").prefix()).contains("");
    assertThat(ListNamespaceAliasesRequest.all().targetNamespace()).isEmpty();
  }

  @Test
  void aListRequestIsChecked() {
    ListNamespaceAliasesRequest.Builder builder = ListNamespaceAliasesRequest.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.limit(101))
        .withMessage("limit is 101, expected 1 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.targetNamespace(""))
        .withMessageStartingWith("targetNamespace is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.prefix("p".repeat(513)))
        .withMessageStartingWith("prefix has 513 characters");
  }
}
