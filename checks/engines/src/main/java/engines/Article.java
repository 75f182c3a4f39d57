package engines;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;

/** An example of what a pipeline carries. */
public record Article(String id, float[] values, String title) {
  public Vector toVector() {
    return Vector.of(id, values, Metadata.of("title", title));
  }
}
