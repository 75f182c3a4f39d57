package io.pinelink.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.model.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageProgressTest {
  private record Ids(List<String> items, Optional<String> nextToken) implements Page<String> {}

  private static PageProgress<String> sorted() {
    return new PageProgress<>(Optional.of(Function.identity()), null, null);
  }

  private static PageProgress<String> unsorted() {
    return new PageProgress<>(Optional.empty(), null, null);
  }

  private static Ids page(@Nullable String next, String... items) {
    return new Ids(List.of(items), Optional.ofNullable(next));
  }

  @Test
  void aPageWithATokenOfItsOwnContinues() {
    PageProgress<String> progress = sorted();

    assertThat(progress.after(page("1", "a", "b"))).isEqualTo("1");
    assertThat(progress.after(page("2", "b", "c"))).as("overlapping pages").isEqualTo("2");
    assertThat(progress.after(page("3"))).as("an empty page").isEqualTo("3");
    assertThat(progress.after(page(null, "d"))).isNull();
  }

  @Test
  void sortedItemsThatComeAgainEndTheIteration() {
    PageProgress<String> progress = sorted();
    assertThat(progress.after(page("1", "a", "b"))).isEqualTo("1");

    assertThatIllegalStateException()
        .isThrownBy(() -> progress.after(page("2", "a", "b")))
        .withMessageContaining("after 'b', a page ends with 'b'");
  }

  @Test
  void aContinuedIterationKnowsWhatCameBefore() {
    PageProgress<String> progress =
        new PageProgress<>(Optional.of(Function.identity()), "token", "m");

    assertThatIllegalStateException().isThrownBy(() -> progress.after(page("1", "b")));
    assertThatIllegalStateException().isThrownBy(() -> progress.after(page("token", "n")));
  }

  @Test
  void unsortedItemsMayComeInAnyOrder() {
    PageProgress<String> progress = unsorted();

    assertThat(progress.after(page("1", "b"))).isEqualTo("1");
    assertThat(progress.after(page("2", "a"))).isEqualTo("2");
    assertThat(progress.after(page(null, "a"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "0, 3", "1, 2", "7, 5", "100, 40"})
  void aCircleOfTokensEndsTheIteration(int before, int length) {
    PageProgress<String> progress = unsorted();

    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 3 * (before + length) + 1; i++) {
                int token = i < before ? i : before + (i - before) % length;
                assertThat(progress.after(page("t" + token, "x"))).isEqualTo("t" + token);
              }
            })
        .withMessageStartingWith("the service returned the same page token again: t");
  }
}
