package io.pinelink.rest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunkPoolTest {
  private static final int BURST = 10;

  private final ChunkPool pool = new ChunkPool();

  private void use(int chunks) {
    List<Chunk> used = Stream.generate(pool::take).limit(chunks).toList();
    used.forEach(pool::give);
  }

  @Test
  void chunksOfABurstAreDroppedAfterwards() {
    use(BURST);
    pool.trim();
    assertThat(pool.pooled()).isEqualTo(BURST);

    pool.trim();

    assertThat(pool.pooled()).isZero();
  }

  @Test
  void chunksInRegularUseAreKept() {
    use(BURST);
    pool.trim();
    use(2);
    pool.trim();
    assertThat(pool.pooled()).isEqualTo(2);

    use(1);
    pool.trim();

    assertThat(pool.pooled()).isEqualTo(1);
  }
}
