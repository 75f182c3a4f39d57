package io.pinelink.inference;

import io.pinelink.model.Fields;
import java.util.Optional;

/**
 * A document's place in a ranking.
 *
 * @param index its position in the request, from 0
 * @param score how relevant it is, 0 to 1; the higher is better
 * @param document the document again; empty if the request did not want it
 */
public record RankedDocument(int index, float score, Optional<Fields> document) {}
