package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanProgressTest {
  private final ScanProgress progress = new ScanProgress(CopyState.START);

  @Test
  void aLaterRunStartsAtTheFirstPageThatIsNotSettled() {
    assertThat(progress.begin(List.of("a", "b"), "t1")).containsExactly("a", "b");
    assertThat(progress.begin(List.of("c", "d"), "t2")).containsExactly("c", "d");
    assertThat(progress.begin(List.of("e"), null)).containsExactly("e");

    List.of("c", "d", "e").forEach(progress::accepted);
    assertThat(progress.state()).isEqualTo(new CopyState(null, null, 3, false, List.of()));
    progress.accepted("a");
    progress.vanished("b");

    assertThat(progress.state()).isEqualTo(new CopyState(null, "e", 4, true, List.of()));
    assertThat(progress.state().isDone()).isTrue();
  }

  @Test
  void aSettledPageMovesToTheNextOne() {
    assertThat(progress.begin(List.of("a"), "t1")).hasSize(1);
    assertThat(progress.begin(List.of("b"), "t2")).hasSize(1);
    progress.accepted("a");

    assertThat(progress.state()).isEqualTo(new CopyState("t1", "a", 1, false, List.of()));
  }

  @Test
  void aLaterRunRetriesRefusedIds() {
    assertThat(progress.begin(List.of("a", "b"), null)).hasSize(2);
    progress.refused("a");
    progress.accepted("b");

    CopyState state = progress.state();
    assertThat(state).isEqualTo(new CopyState(null, "b", 1, true, List.of("a")));
    assertThat(state.isDone()).isFalse();

    ScanProgress later = new ScanProgress(state);
    later.accepted("a");
    assertThat(later.state().isDone()).isTrue();
  }

  @Test
  void pagesOfTooManyRefusedIdsAreReadAgain() {
    for (int page = 0; page < 101; page++) {
      int first = page * 100;
      List<String> ids = IntStream.range(first, first + 100).mapToObj(i -> "v" + i).toList();
      assertThat(progress.begin(ids, "t" + page)).hasSize(100);
      ids.forEach(progress::refused);
    }

    assertThat(progress.state().again()).hasSize(10_000);
    assertThat(progress.state().token()).isEqualTo("t99");
  }

  @Test
  void anIdThatIsListedTwiceIsFetchedOnce() {
    assertThat(progress.begin(List.of("a", "b"), "t1")).containsExactly("a", "b");
    assertThat(progress.begin(List.of("b", "c"), null)).containsExactly("c");
    List.of("a", "b", "c").forEach(progress::accepted);

    assertThat(progress.state().isDone()).isTrue();
  }
}
