package io.pinelink.server.internal.records;

import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;

/** The vectors of the records of one index, whose texts are embedded. */
public record RecordVectors(EmbedSettings embed, ModelEmbedder embeddings) {
  /**
   * Reads a record from the line of a file.
   *
   * @param number the number of the line, for messages
   */
  public StoredVector read(String line, int number) {
    return embedded(RecordLines.record(line, number));
  }

  StoredVector embedded(RecordLines.Line line) {
    if (!(line.fields().get(embed.textField()) instanceof String text)) {
      throw RpcException.invalid(
          "Record '" + line.id() + "' needs a text in the field '" + embed.textField() + "'");
    }
    ModelEmbedder.Embedded embedded =
        embeddings.embed(embed.model(), embed.writeParameters(), text);
    return StoredVector.of(line.id(), embedded.values(), embedded.sparse(), line.fields());
  }
}
