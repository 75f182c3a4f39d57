package engines.beam;

import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/** Collects lines, so that the bundles after it have up to 1,000 of them. */
public class InBatches extends PTransform<PCollection<String>, PCollection<String>> {
  private static final int GROUPS = 4; // as many batches are written at the same time

  @Override
  public PCollection<String> expand(PCollection<String> lines) {
    return lines
        .apply(
            WithKeys.<Integer, String>of(line -> Math.floorMod(line.hashCode(), GROUPS))
                .withKeyType(TypeDescriptors.integers()))
        .apply(
            GroupIntoBatches.<Integer, String>ofSize(1_000)
                .withMaxBufferingDuration(Duration.standardSeconds(5)))
        .apply(Values.create())
        .apply(Flatten.iterables());
  }
}
