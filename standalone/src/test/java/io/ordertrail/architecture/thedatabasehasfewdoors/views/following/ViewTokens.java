package io.ordertrail.architecture.thedatabasehasfewdoors.views.following;

import com.mongodb.client.MongoDatabase;

record ViewTokens(MongoDatabase database) {
}
