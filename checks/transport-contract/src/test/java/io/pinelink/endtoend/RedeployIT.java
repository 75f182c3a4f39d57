package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.io.File;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that an application server can unload an application that has closed its clients. */
class RedeployIT {
  @Tag("slow")
  @Test
  void classesOfAnApplicationAreCollectedAfterItsClientsAreClosed(@TempDir Path folder)
      throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink setup = server.clientBuilder().build()) {
      String host =
          setup
              .controlPlane()
              .createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION))
              .host()
              .orElseThrow();
      Path authority = Files.writeString(folder.resolve("ca.pem"), server.authority().pem());
      Map<String, String> settings =
          Map.of(
              Application.KEY,
              EmbeddedPinecone.API_KEY,
              Application.AUTHORITY,
              authority.toString(),
              Application.HOST,
              host,
              Application.PORT,
              String.valueOf(server.address(Listener.PUBLIC_DATA).getPort()));

      WeakReference<ClassLoader> application =
          deployAndUndeploy(name -> settings.getOrDefault(name, ""));

      awaitCollection(application);
    }
  }

  /**
   * Waits until the class loader is collected. The test's timeout ends this if something still
   * references it.
   */
  private static void awaitCollection(WeakReference<ClassLoader> application)
      throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    while (!application.refersTo(null)) {
      PhantomReference<Object> garbage = new PhantomReference<>(new Object(), collected);
      System.gc();
      assertThat(collected.remove()).isSameAs(garbage);
    }
  }

  /** Runs the application with classes of its own, on a thread of its own, as a server does. */
  private static WeakReference<ClassLoader> deployAndUndeploy(UnaryOperator<String> settings)
      throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                run(loader, settings);
              } catch (ReflectiveOperationException | RuntimeException | Error e) {
                failure[0] = e;
              }
            });
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    loader.close();
    assertThat(failure[0]).isNull();
    return new WeakReference<>(loader);
  }

  @SuppressWarnings("unchecked")
  private static void run(ClassLoader loader, UnaryOperator<String> settings)
      throws ReflectiveOperationException {
    ((Consumer<UnaryOperator<String>>)
            loader.loadClass(Application.class.getName()).getConstructor().newInstance())
        .accept(settings);
  }

  private static URL[] classPath() throws IOException {
    String[] paths =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator, -1);
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(paths[i]).toUri().toURL();
    }
    assertThat(Arrays.toString(urls)).contains("pinelink");
    return urls;
  }
}
