import io.pinelink.Pinelink;
import io.pinelink.control.CollectionDescription;

import java.util.List;

class ListCollections {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        List<CollectionDescription> collectionModels = pinecone.controlPlane().listCollections().items();
    }
}
