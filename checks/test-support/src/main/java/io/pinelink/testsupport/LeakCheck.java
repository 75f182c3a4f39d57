package io.pinelink.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.PooledByteBufAllocator;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector.Level;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that fails a test class after which a pooled buffer was left to the garbage
 * collector. It works only if Netty tracks every buffer: {@code mvn verify -Dnetty.leaks=paranoid}.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
  private static final boolean PARANOID = ResourceLeakDetector.getLevel() == Level.PARANOID;
  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  /** Several collections are needed because references are enqueued one by one, in any order. */
  private static final int COLLECTIONS = 3;

  private static final long PATIENCE_MILLIS = 10_000;

  static {
    if (PARANOID) {
      ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Listening());
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    LEAKS.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (PARANOID) {
      for (int i = 0; i < COLLECTIONS; i++) {
        collectGarbage();
        // Netty reports leaks when the next buffer is allocated.
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        buffer.release();
      }
      assertThat(LEAKS).as("buffers that were never released").isEmpty();
    }
  }

  private static void collectGarbage() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> sentinel = new PhantomReference<>(new Object(), collected);
    System.gc();
    assertThat(collected.remove(PATIENCE_MILLIS)).as("garbage collection").isSameAs(sentinel);
  }

  private static final class Listening extends ResourceLeakDetectorFactory {
    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      return new Listener<>(resource, samplingInterval);
    }

    @Override
    @Deprecated
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return new Listener<>(resource, samplingInterval);
    }
  }

  private static final class Listener<T> extends ResourceLeakDetector<T> {
    Listener(Class<T> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resource, String records) {
      LEAKS.add(resource + ":" + records);
    }

    @Override
    protected void reportUntracedLeak(String resource) {
      LEAKS.add(resource);
    }
  }
}
