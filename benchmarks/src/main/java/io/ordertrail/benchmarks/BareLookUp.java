package io.ordertrail.benchmarks;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The least that can be asked of a view store over HTTP: one document by its id, as the driver decodes it. */
@RestController
class BareLookUp {

    static final String PATH = "/benchmarks/documents/";

    private final MongoDatabase database;

    BareLookUp(MongoDatabase database) {
        this.database = database;
    }

    @GetMapping(PATH + "{id}")
    Document find(@PathVariable String id) {
        return database.getCollection(QuerySystem.VIEW + ".1").find(new Document("_id", id)).first();
    }
}
