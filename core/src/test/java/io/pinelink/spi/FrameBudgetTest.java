package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameBudgetTest {
  private final FrameBudget budget = new FrameBudget();

  private int emptyFramesUntilExceeded() {
    int frames = 0;
    while (!budget.isExceeded()) {
      budget.received();
      frames++;
    }
    return frames;
  }

  @Test
  void framesWithoutCallsAreBounded() {
    assertThat(emptyFramesUntilExceeded()).isEqualTo(FrameBudget.MAX_UNEXPLAINED + 1);
  }

  @Test
  void emptyDataFramesAreBounded() {
    budget.sentRequest();
    for (int i = 0; i <= FrameBudget.MAX_UNEXPLAINED; i++) {
      assertThat(budget.isExceeded()).isFalse();
      budget.receivedData(0);
    }

    assertThat(budget.isExceeded()).isTrue();
  }

  @Test
  void dataFramesOfOneByteAreBounded() {
    int frames = 0;
    while (!budget.isExceeded()) {
      budget.receivedData(1);
      frames++;
    }

    assertThat(frames)
        .isBetween(FrameBudget.MAX_UNEXPLAINED, FrameBudget.MAX_UNEXPLAINED * 33 / 32);
  }

  @Test
  void idleTimeDoesNotRaiseTheBudget() {
    for (int i = 0; i < 1_000_000; i++) {
      budget.sentRequest();
      budget.receivedData(16_384);
    }

    assertThat(emptyFramesUntilExceeded()).isEqualTo(FrameBudget.MAX_UNEXPLAINED + 1);
  }

  @Test
  void responsesOfCallsRaiseTheBudget() {
    for (int i = 0; i < 1_000_000; i++) {
      budget.sentRequest();
      for (int frame = 0; frame < 100; frame++) {
        budget.received();
      }
      assertThat(budget.isExceeded()).isFalse();
    }
  }

  @Test
  void answersToManyCancelledCallsAreExplained() {
    int calls = 20_000;
    for (int i = 0; i < calls; i++) {
      budget.sentRequest();
    }
    for (int i = 0; i < calls; i++) {
      budget.received();
      budget.receivedData(10);
      budget.ended();
    }

    assertThat(budget.isExceeded()).isFalse();
  }

  @Test
  void endsOfStreamsWithoutARequestAreBounded() {
    budget.sentRequest();
    budget.ended();
    for (int i = 0; i <= FrameBudget.MAX_UNEXPLAINED; i++) {
      budget.received();
      budget.ended();
    }

    assertThat(budget.isExceeded()).isTrue();
  }

  @Test
  void aLargeResponseInSmallFramesIsRead() {
    budget.sentRequest();
    for (int i = 0; i < 10_000_000; i++) {
      budget.receivedData(64);
    }

    assertThat(budget.isExceeded()).isFalse();
  }

  @Test
  void aLargeRequestRaisesTheBudgetForWindowUpdates() {
    budget.sentRequest();
    for (int i = 0; i < 100_000; i++) {
      budget.sentData();
      for (int update = 0; update < 10; update++) {
        budget.received();
      }
    }

    assertThat(budget.isExceeded()).isFalse();
  }

  @Test
  void theLargestFramesDoNotOverflow() {
    for (int i = 0; i < 10_000; i++) {
      budget.receivedData((1 << 24) - 1);
    }

    assertThat(budget.isExceeded()).isFalse();
  }
}
