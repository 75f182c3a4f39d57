import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.DenseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;

import java.util.Arrays;
import java.util.List;

class UpdateVectors {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");
        List<Float> values = Arrays.asList(1F, 2F, 3F);
        UpdateResponse updateResponse = index.namespace("example-namespace").update(UpdateRequest.builder("v1").values(DenseValues.copyOf(values).values()).build());
    }
}
