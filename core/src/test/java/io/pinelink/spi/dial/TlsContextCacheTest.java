package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.pkitesting.CertificateBuilder;
import io.pinelink.network.TlsOptions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsContextCacheTest {
  private static X509Certificate ours;
  private static X509Certificate theirs;

  private final ConcurrentLinkedQueue<TlsOptions> created = new ConcurrentLinkedQueue<>();
  private final TlsContextCache<Context> cache =
      new TlsContextCache<>(
          options -> {
            created.add(options);
            return new Context();
          });

  /** A context, which equals itself only. */
  private static final class Context {}

  @BeforeAll
  static void createAuthorities() throws Exception {
    ours = authority("CN=ours");
    theirs = authority("CN=theirs");
  }

  private static X509Certificate authority(String name) throws Exception {
    return new CertificateBuilder()
        .subject(name)
        .ecp256()
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificate();
  }

  @Test
  void equalOptionsShareAContext() {
    Context first = cache.current(TlsOptions.trustOnly(ours));

    assertThat(cache.current(TlsOptions.trustOnly(ours))).isSameAs(first);
    assertThat(cache.current(TlsOptions.trustOnly(theirs))).isNotSameAs(first);
    assertThat(created).containsExactly(TlsOptions.trustOnly(ours), TlsOptions.trustOnly(theirs));
  }

  @Test
  void reloadedOptionsReplaceTheContext() {
    AtomicReference<TlsOptions> newest = new AtomicReference<>(TlsOptions.trustOnly(ours));
    TlsOptions reloading = TlsOptions.reloading(newest::get);
    Context old = cache.current(reloading);
    newest.set(TlsOptions.trustOnly(ours));
    assertThat(cache.current(reloading)).isSameAs(old);

    newest.set(TlsOptions.trustOnly(theirs));
    Context replaced = cache.current(reloading);
    assertThat(replaced).isNotSameAs(old);
    assertThat(cache.current(reloading)).isSameAs(replaced);

    newest.set(TlsOptions.trustOnly(ours));
    assertThat(cache.current(reloading)).isNotSameAs(old).isNotSameAs(replaced);
    assertThat(created)
        .containsExactly(
            TlsOptions.trustOnly(ours), TlsOptions.trustOnly(theirs), TlsOptions.trustOnly(ours));
  }

  @Test
  void aSourceThatThrowsLeavesTheContext() {
    AtomicBoolean fails = new AtomicBoolean();
    TlsOptions reloading =
        TlsOptions.reloading(
            () -> {
              if (fails.get()) {
                throw new IllegalStateException("the file is being written");
              }
              return TlsOptions.trustOnly(ours);
            });
    Context context = cache.current(reloading);
    fails.set(true);
    assertThatIllegalStateException().isThrownBy(() -> cache.current(reloading));

    fails.set(false);
    assertThat(cache.current(reloading)).isSameAs(context);
  }

  @Test
  void aContextThatCannotBeCreatedIsNotCached() {
    List<TlsOptions> attempts = new ArrayList<>();
    TlsContextCache<Context> failing =
        new TlsContextCache<>(
            options -> {
              attempts.add(options);
              if (attempts.size() == 1) {
                throw new IllegalStateException("TLS cannot be set up");
              }
              return new Context();
            });
    TlsOptions options = TlsOptions.systemTrust();
    assertThatIllegalStateException().isThrownBy(() -> failing.current(options));

    assertThat(failing.current(options)).isSameAs(failing.current(options));
    assertThat(attempts).hasSize(2);
  }

  @Test
  void connectionsOfSeveralThreadsShareAContext() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Context>> contexts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        contexts.add(
            executor.submit(
                () -> {
                  start.await();
                  return cache.current(TlsOptions.trustOnly(ours));
                }));
      }
      start.countDown();
      for (Future<Context> context : contexts) {
        assertThat(context.get(30, TimeUnit.SECONDS))
            .isSameAs(cache.current(TlsOptions.trustOnly(ours)));
      }
      assertThat(created).hasSize(1);
    } finally {
      executor.shutdownNow();
    }
  }
}
