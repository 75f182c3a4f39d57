package io.pinelink.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void ordersSurviveARoundTrip() {
    Order order =
        new Order(
            Call.QUERY,
            true,
            new Shape(20_000, 7),
            true,
            256,
            Duration.ofMillis(1_500),
            3,
            Duration.ofMillis(800));

    assertThat(Order.parse(order.toLine())).isEqualTo(order);
  }

  @Test
  void windowsSurviveARoundTrip() {
    Window window = new Window(1e6, 0.125, 28_100.5, 1, Double.NaN, 0, 1_000_001, 4.5);

    assertThat(Window.parse(window.toLine())).isEqualTo(window);
  }

  @Test
  void aWindowOfAnOlderBuildHasNoTotal() {
    assertThat(Window.parse("1.0 2.0 3.0 4.0 5.0 0.5"))
        .isEqualTo(new Window(1, 2, 3, 4, 5, 0.5, Double.NaN, Double.NaN));
  }
}
