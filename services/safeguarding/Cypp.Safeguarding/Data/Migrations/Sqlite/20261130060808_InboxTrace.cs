using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cypp.Safeguarding.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InboxTrace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                table: "inbox_item",
                type: "TEXT",
                maxLength: 55,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TraceParent",
                table: "inbox_item");
        }
    }
}
