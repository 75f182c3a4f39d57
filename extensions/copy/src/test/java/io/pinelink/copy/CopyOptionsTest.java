package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.bulk.BulkOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyOptionsTest {
  @Test
  void namespacesAreSortedAndTheDefaultOneHasItsName() {
    CopyOptions options = CopyOptions.builder().namespaces(List.of("b", "", "a", "b")).build();

    assertThat(options.namespaces().orElseThrow()).containsExactly("__default__", "a", "b");
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyOptions.builder().namespaces(List.of("a")).allNamespaces().build())
        .withMessageContaining("expected one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyOptions.builder().allNamespaces().switchAlias("live").build())
        .withMessageContaining("alias 'live' would be switched for several namespaces");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyOptions.builder().namespaces(List.of()))
        .withMessage("namespaces are empty, expected one or more");
  }

  @Test
  void anAliasIsSwitchedAfterAComparisonOnly() {
    assertThat(CopyOptions.defaults().verifies()).isFalse();
    assertThat(CopyOptions.builder().switchAlias("live").build().verifies()).isTrue();
  }

  @Test
  void aComparisonHasNoCheckpoint() {
    BulkOptions bulk = BulkOptions.builder().checkpoint(Path.of("a.checkpoint")).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComparisonOptions.builder().bulk(bulk))
        .withMessageContaining("options have the checkpoint a.checkpoint, expected none");
  }
}
