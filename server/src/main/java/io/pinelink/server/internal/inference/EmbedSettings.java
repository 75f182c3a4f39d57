package io.pinelink.server.internal.inference;

import java.util.Map;

/**
 * How an index embeds its records by itself.
 *
 * @param textField the field of a record that is embedded
 * @param readParameters what the model is told for a query, with its defaults
 * @param writeParameters what the model is told for a record, with its defaults
 */
public record EmbedSettings(
    HostedModel model,
    String textField,
    Map<String, Object> readParameters,
    Map<String, Object> writeParameters) {}
