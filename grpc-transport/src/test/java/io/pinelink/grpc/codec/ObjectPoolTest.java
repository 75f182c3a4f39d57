package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectPoolTest {
  private final ObjectPool<Object> pool = new ObjectPool<>(Object::new);

  @Test
  void returnedObjectsAreReused() {
    Object one = pool.take();
    pool.give(one);

    assertThat(pool.take()).isSameAs(one);
    assertThat(pool.take()).isNotSameAs(one);
  }

  @Test
  void atMostOneObjectPerProcessorIsKept() {
    Set<Object> given = new HashSet<>();
    IntStream.range(0, 1_000).forEach(i -> given.add(new Object()));
    given.forEach(pool::give);

    assertThat(IntStream.range(0, 1_000).filter(i -> given.contains(pool.take())).count())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
